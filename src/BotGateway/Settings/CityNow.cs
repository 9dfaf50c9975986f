using CaseStore.City;

namespace BotGateway.Settings;

/// <summary>The city as the configuration in force has it, for what outlives a configuration.</summary>
internal delegate CityDirectory CityNow();
