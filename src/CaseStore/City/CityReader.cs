namespace CaseStore.City;

/// <summary>Reads <c>city.json</c> and checks that everybody it refers to exists, exactly once.</summary>
internal static class CityReader
{
    /// <summary>Longer ids do not fit the columns that keep them.</summary>
    private const int LongestId = 64;

    public static CityFile Read(ConfigurationNode root)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal) { CityDirectory.CommandCentreId };
        var departments = new HashSet<string>(StringComparer.Ordinal);
        var townships = new HashSet<string>(StringComparer.Ordinal);
        var communities = new HashSet<string>(StringComparer.Ordinal);
        var properties = new HashSet<string>(StringComparer.Ordinal);
        return new CityFile
        {
            Name = root["name"].Text(),
            TimeZone = ReadTimeZone(root["timeZone"]),
            QuietHours = Hours(root["quietHours"]) ?? QuietHours.Usual,
            CommandCentre = ReadCommandCentre(root["commandCentre"]),
            Departments = root["departments"].OptionalList(n =>
                new DepartmentEntry(
                    Id(n["id"], ids, departments), n["name"].Text(), Members(n["handlers"]), n["groupRobotKey"].OptionalText(), Hours(n["quietHours"]))),
            Townships = root["townships"].List(n =>
                new TownshipEntry(
                    Id(n["id"], ids, townships), n["name"].Text(), Members(n["reviewers"]), n["groupRobotKey"].OptionalText(),
                    n["units"].OptionalList(u => ReadUnit(u, ids, departments)), Hours(n["quietHours"]))),
            Communities = root["communities"].List(n =>
                new CommunityEntry(
                    Id(n["id"], ids, communities), n["name"].Text(), Known(n["township"], townships, "township"), Members(n["staff"]),
                    n["groupRobotKey"].OptionalText(), Hours(n["quietHours"]))),
            Properties = root["properties"].OptionalList(n =>
                new PropertyEntry(
                    Id(n["id"], ids, properties), n["name"].Text(), Members(n["infoOfficers"]), n["groupRobotKey"].OptionalText(), Hours(n["quietHours"]))),
            Compounds = ReadCompounds(root["compounds"], communities, properties),
        };
    }

    private static string ReadTimeZone(ConfigurationNode node)
    {
        var zone = node.Text();
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            node.Fault($"unknown time zone '{zone}'");
        }

        return zone;
    }

    private static CommandCentreEntry ReadCommandCentre(ConfigurationNode node)
    {
        if (!node.Required())
        {
            return new CommandCentreEntry("", []);
        }

        var members = node["members"].List(ReadMember);
        if (members.Count == 0 && node["members"].IsPresent)
        {
            node["members"].Fault("must name somebody: it is where a case goes when nobody else is there");
        }

        return new CommandCentreEntry(node["name"].Text(), members, Hours(node["quietHours"]));
    }

    private static UnitEntry ReadUnit(ConfigurationNode node, HashSet<string> ids, HashSet<string> departments) => new(
        Id(node["id"], ids, []), node["name"].Text(), node["department"].IsPresent ? Known(node["department"], departments, "department") : null,
        Members(node["handlers"]), node["groupRobotKey"].OptionalText(), Hours(node["quietHours"]));

    private static QuietHours? Hours(ConfigurationNode node) => node.IsPresent ? node.Written(QuietHours.Format, QuietHours.Read) : null;

    private static IReadOnlyList<CompoundEntry> ReadCompounds(ConfigurationNode node, HashSet<string> communities, HashSet<string> properties)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return node.List(n => new CompoundEntry(
            Id(n["id"], ids, []), OwnName(n["name"], names), n["aliases"].OptionalList(alias => OwnName(alias, names)),
            Known(n["community"], communities, "community"), n["property"].IsPresent ? Known(n["property"], properties, "property") : null,
            n["latitude"].OptionalNumber(-90, 90), n["longitude"].OptionalNumber(-180, 180)));
    }

    private static IReadOnlyList<string> Members(ConfigurationNode node) => node.OptionalList(ReadMember);

    private static string ReadMember(ConfigurationNode node) => Short(node, node.Text());

    private static string Id(ConfigurationNode node, HashSet<string> taken, HashSet<string> ofItsKind)
    {
        var id = Short(node, node.Text());
        ofItsKind.Add(id);
        if (id.Length > 0 && !taken.Add(id))
        {
            node.Fault($"the id '{id}' is used twice");
        }

        return id;
    }

    private static string Short(ConfigurationNode node, string id)
    {
        if (id.Length > LongestId)
        {
            node.Fault($"must not be longer than {LongestId} characters");
        }

        return id;
    }

    private static string Known(ConfigurationNode node, HashSet<string> known, string what)
    {
        var id = node.Text();
        if (id.Length > 0 && !known.Contains(id))
        {
            node.Fault($"unknown {what} '{id}'");
        }

        return id;
    }

    /// <summary>Residents name their compound in words: two of one name could not be told apart.</summary>
    private static string OwnName(ConfigurationNode node, HashSet<string> names)
    {
        var name = node.Text();
        if (name.Length > 0 && !names.Add(name))
        {
            node.Fault($"the compound name '{name}' is used twice");
        }

        return name;
    }
}
