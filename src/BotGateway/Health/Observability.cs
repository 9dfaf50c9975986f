using BotGateway.Settings;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace BotGateway.Health;

/// <summary>Structured logs on the console; metrics and traces to a collector when one is configured (OTEL_EXPORTER_OTLP_ENDPOINT).</summary>
internal static class Observability
{
    public const string Name = "WoodpeckerBot";

    public static void AddObservability(this WebApplicationBuilder builder, PlatformMode mode)
    {
        builder.Services.AddMetrics();
        builder.Services.AddSingleton<OutboxGauge>();
        builder.Services.AddSingleton<OutboxPulse>();
        builder.Services.AddSerilog(logs =>
        {
            logs.MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                .Filter.ByExcluding(ToldInWords)
                .Enrich.FromLogContext()
                .ReadFrom.Configuration(builder.Configuration);

            // Live logs are read by machines, the simulator's by whoever tries it out.
            _ = mode == PlatformMode.Live
                ? logs.WriteTo.Console(new RenderedCompactJsonFormatter())
                : logs.WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}");
        });
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            builder.Services.AddOpenTelemetry()
                .WithMetrics(metrics => metrics.AddMeter(Name, "Microsoft.AspNetCore.Hosting").AddOtlpExporter())
                .WithTracing(traces => traces.AddSource(Name).AddAspNetCoreInstrumentation(asked => asked.Filter = IsCallback).AddOtlpExporter());
        }
    }

    /// <summary>The address of a case's page or photo is the key to it: what is not a platform's call is nobody's trace.</summary>
    internal static bool IsCallback(HttpContext context) => context.Request.Path.Value is "/wechat" or "/wecom" or "/miniprogram";

    // Both log what they then throw, with its stack: ServeStart tells it in a sentence, or the program ends with it.
    private static bool ToldInWords(LogEvent one) => one.MessageTemplate.Text is "Unable to start Kestrel." or "Hosting failed to start";
}
