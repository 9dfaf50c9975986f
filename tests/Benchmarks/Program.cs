using Benchmarks;
using Benchmarks.Figures;
using Benchmarks.Load;
using Benchmarks.Servers;

if (Options.Read(args) is not { } options)
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var folder = Directory.CreateTempSubdirectory("woodpecker-benchmarks-").FullName;
try
{
    var load = LoadGenerator.Best();
    Console.WriteLine(Machine.Describe());
    if (options.What == "understanding")
    {
        Table.Print(UnderstandingSpeed.Measure());
        return 0;
    }

    if (options.What == "scale")
    {
        var scale = await new ScaleFigures(folder).MeasureAsync();
        Table.Print(scale);
        Console.WriteLine($"load average at the end {Machine.Busy()}");
        return scale.Any(f => f.Holds == false) ? 1 : 0;
    }

    Console.WriteLine($"load average at the start {Machine.Busy()}, load by {load.Name}, {options.Rounds} rounds of {options.Time.TotalSeconds:F0} s");
    var gateway = await PublishedGateway.PublishAsync(folder);
    var figures = new List<Figure>();
    if (options.Wants("throughput"))
    {
        var peers = options.Peers is { } source ? await Peers.BuildAsync(source, folder) : null;
        if (peers is null)
            Console.WriteLine("no peers: give their folder by --peers or PEERS to see the gateway beside them");
        figures.AddRange(await new Throughput(gateway, peers, load, folder, options).MeasureAsync());
    }

    if (options.Wants("coldstart"))
        figures.AddRange(await new ColdStart(gateway, folder).MeasureAsync());
    if (options.Wants("memory"))
        figures.AddRange(await new Memory(gateway, folder).MeasureAsync());
    if (options.Wants("start"))
        figures.AddRange(await new StartToAnswer(gateway, folder).MeasureAsync());
    if (options.Wants("understanding"))
        figures.AddRange(UnderstandingSpeed.Measure());
    if (options.Wants("scale"))
        figures.AddRange(await new ScaleFigures(folder).MeasureAsync());
    Table.Print(figures);
    Console.WriteLine($"load average at the end {Machine.Busy()}");
    return figures.Any(f => f.Holds == false) ? 1 : 0;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
