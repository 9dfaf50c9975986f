using Stateless.Graph;

namespace Stateless.Tests;

/// <summary>The diagrams in the documentation are printed from the machines themselves.</summary>
public sealed class GraphTests
{
    private readonly StateMachine<string, string> _machine = NewMachine();

    [Fact]
    public void What_A_Machine_Knows_Of_Itself_Lists_States_And_Ways()
    {
        var info = _machine.GetInfo();

        Assert.Equal("Open", info.InitialState.UnderlyingState);
        Assert.Equal(["Closed", "InWork", "Open", "Resting"], info.States.Select(s => (string)s.UnderlyingState).Order(StringComparer.Ordinal));
        var begin = Assert.Single(info.States.Single(s => "Open".Equals(s.UnderlyingState)).FixedTransitions);
        Assert.Equal(("Begin", "InWork"), (begin.Trigger.UnderlyingTrigger, begin.DestinationState.UnderlyingState));
    }

    [Fact]
    public void The_Mermaid_Graph_Draws_Every_Way_With_Its_Guard_And_Its_Start()
    {
        var lines = MermaidGraph.Format(_machine.GetInfo(), null).ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).ToList();

        Assert.Equal("stateDiagram-v2", lines[0]);
        Assert.Contains("[*] --> Open", lines);
        Assert.Contains("Open --> InWork : Begin", lines);
        Assert.Contains("InWork --> Closed : Close [done]", lines);
        Assert.Contains("state InWork {", lines);
    }

    private static StateMachine<string, string> NewMachine()
    {
        var machine = new StateMachine<string, string>("Open");
        machine.Configure("Open").Permit("Begin", "InWork");
        machine.Configure("InWork").PermitIf("Close", "Closed", () => true, "done").Permit("Rest", "Resting");
        machine.Configure("Resting").SubstateOf("InWork").Permit("Begin", "InWork");
        return machine;
    }
}
