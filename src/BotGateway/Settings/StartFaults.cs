using CaseStore.City;

namespace BotGateway.Settings;

/// <summary>Why the program cannot start, in words for whoever runs the city's server; never a stack trace.</summary>
internal static class StartFaults
{
    public static void Report(IReadOnlyList<ConfigurationFault> faults)
    {
        Console.Error.WriteLine("WoodpeckerBot cannot start:");
        foreach (var fault in faults)
        {
            Console.Error.WriteLine("  " + fault);
        }
    }
}
