using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;

namespace BotGateway.Health;

/// <summary>Structured logs on the console; metrics and traces to a collector when one is configured (OTEL_EXPORTER_OTLP_ENDPOINT).</summary>
internal static class Observability
{
    public const string Name = "WoodpeckerBot";

    public static void AddObservability(this WebApplicationBuilder builder)
    {
        builder.Services.AddSerilog(logs => logs
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj} {Properties:j}{NewLine}{Exception}"));
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            builder.Services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter(Name, "Microsoft.AspNetCore.Hosting").AddOtlpExporter())
                .WithTracing(traces => traces.AddSource(Name).AddAspNetCoreInstrumentation().AddOtlpExporter());
        }
    }
}
