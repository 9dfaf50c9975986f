using CaseStore.Cases;
using CaseStore.Catalogue;
using CaseStore.City;

namespace CaseStore.Tests.Cases;

/// <summary>Where a case lives: what its history must be read with.</summary>
internal sealed record World(CityDirectory City, CatalogueFile Catalogue, WorkingCalendar Calendar);
