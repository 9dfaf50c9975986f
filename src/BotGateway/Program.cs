var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();
app.Run();

/// <summary>Named so that tests can start the program.</summary>
internal sealed partial class Program;
