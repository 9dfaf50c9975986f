namespace BotGateway.Settings;

internal static partial class CalendarWarning
{
    /// <summary>A year nobody has entered is counted without its holidays: whoever runs the server should hear of it while there is time.</summary>
    public static void WarnOfMissingYear(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ConfigurationInForce>().Set.Calendar.MissingYear(app.Services.GetRequiredService<TimeProvider>().GetUtcNow()) is { } year)
        {
            Log.YearMissing(app.Logger, year);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "calendar.cn.json has no holidays for {Year}: working time there leaves out weekends only, until the State Council's notice is entered")]
        public static partial void YearMissing(ILogger log, int year);
    }
}
