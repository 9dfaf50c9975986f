namespace Stateless.Tests;

/// <summary>What we rely on in the Stateless package, said by itself: a new version that behaves otherwise is noticed here first.</summary>
public sealed class MachineTests
{
    private State _state = State.Open;
    private int _writes;

    private enum State
    {
        Open,
        InWork,
        Resting,
        Closed,
    }

    private enum Trigger
    {
        Begin,
        Rest,
        Close,
        Look,
    }

    [Fact]
    public void The_State_Lives_With_Whoever_Lends_It()
    {
        var machine = NewMachine();
        machine.Configure(State.Open).Permit(Trigger.Close, State.Closed);
        machine.Configure(State.Closed).Permit(Trigger.Begin, State.Open);

        machine.Fire(Trigger.Close);
        Assert.Equal(State.Closed, _state);

        _state = State.Open;
        Assert.Equal(State.Open, machine.State);
    }

    [Fact]
    public void One_Transition_Writes_The_State_Once()
    {
        var machine = NewMachine();
        machine.Configure(State.Open).Permit(Trigger.Close, State.Closed);

        machine.Fire(Trigger.Close);

        Assert.Equal(1, _writes);
    }

    [Fact]
    public void A_Trigger_Nobody_Foresaw_Throws_And_Changes_Nothing()
    {
        var machine = NewMachine();
        machine.Configure(State.Open).Permit(Trigger.Begin, State.InWork);

        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Close));
        Assert.Equal((State.Open, 0), (_state, _writes));
    }

    [Fact]
    public void A_Trigger_Nobody_Foresaw_Can_Be_Caught_Instead()
    {
        var machine = NewMachine();
        var caught = new List<(State, Trigger)>();
        machine.OnUnhandledTrigger((state, trigger) => caught.Add((state, trigger)));

        machine.Fire(Trigger.Close);

        Assert.Equal([(State.Open, Trigger.Close)], caught);
        Assert.Equal((State.Open, 0), (_state, _writes));
    }

    [Fact]
    public void A_Guard_Decides_Whether_A_Step_May_Be_Taken()
    {
        var (machine, allowed) = (NewMachine(), false);
        machine.Configure(State.Open).PermitIf(Trigger.Close, State.Closed, () => allowed);

        Assert.False(machine.CanFire(Trigger.Close));
        Assert.Throws<InvalidOperationException>(() => machine.Fire(Trigger.Close));

        allowed = true;
        Assert.True(machine.CanFire(Trigger.Close));
        machine.Fire(Trigger.Close);
        Assert.Equal(State.Closed, _state);
    }

    [Fact]
    public void Of_Two_Guards_The_One_That_Holds_Chooses_The_Way()
    {
        var (machine, tired) = (NewMachine(), true);
        machine.Configure(State.Open)
            .PermitIf(Trigger.Begin, State.InWork, () => !tired)
            .PermitIf(Trigger.Begin, State.Resting, () => tired);

        machine.Fire(Trigger.Begin);

        Assert.Equal(State.Resting, _state);
    }

    [Fact]
    public void A_Destination_Can_Be_Chosen_When_The_Time_Comes()
    {
        var machine = NewMachine();
        var next = State.Closed;
        machine.Configure(State.Open).PermitDynamic(Trigger.Begin, () => next);
        next = State.Resting;

        machine.Fire(Trigger.Begin);

        Assert.Equal(State.Resting, _state);
    }

    [Fact]
    public void Reentering_Leaves_And_Enters_The_Same_State_Again()
    {
        var machine = NewMachine();
        var heard = new List<string>();
        machine.Configure(State.Open).PermitReentry(Trigger.Begin).OnExit(() => heard.Add("out")).OnEntry(() => heard.Add("in"));

        machine.Fire(Trigger.Begin);

        Assert.Equal(["out", "in"], heard);
        Assert.Equal(State.Open, _state);
    }

    [Fact]
    public void An_Internal_Transition_Acts_Without_Leaving_The_State()
    {
        var machine = NewMachine();
        var heard = new List<string>();
        machine.Configure(State.Open).InternalTransition(Trigger.Look, () => heard.Add("looked")).OnExit(() => heard.Add("out")).OnEntry(() => heard.Add("in"));

        machine.Fire(Trigger.Look);

        Assert.Equal(["looked"], heard);
        Assert.Equal(State.Open, _state);
    }

    [Fact]
    public void An_Ignored_Trigger_Can_Be_Fired_And_Does_Nothing()
    {
        var machine = NewMachine();
        machine.Configure(State.Open).Ignore(Trigger.Look);

        Assert.True(machine.CanFire(Trigger.Look));
        machine.Fire(Trigger.Look);

        Assert.Equal((State.Open, 0), (_state, _writes));
    }

    [Fact]
    public void A_Substate_May_Do_What_Its_Superstate_May()
    {
        var machine = NewMachine();
        machine.Configure(State.InWork).Permit(Trigger.Close, State.Closed);
        machine.Configure(State.Resting).SubstateOf(State.InWork);
        _state = State.Resting;

        Assert.True(machine.IsInState(State.InWork));
        machine.Fire(Trigger.Close);

        Assert.Equal(State.Closed, _state);
    }

    [Fact]
    public void A_Substates_Own_Way_Comes_Before_Its_Superstates()
    {
        var machine = NewMachine();
        machine.Configure(State.InWork).Permit(Trigger.Begin, State.Closed);
        machine.Configure(State.Resting).SubstateOf(State.InWork).Permit(Trigger.Begin, State.Open);
        _state = State.Resting;

        machine.Fire(Trigger.Begin);

        Assert.Equal(State.Open, _state);
    }

    [Fact]
    public async Task The_Permitted_Triggers_Are_Those_Whose_Guards_Hold_Superstates_Included()
    {
        var machine = NewMachine();
        machine.Configure(State.InWork).Permit(Trigger.Close, State.Closed);
        machine.Configure(State.Resting).SubstateOf(State.InWork)
            .Permit(Trigger.Begin, State.InWork)
            .PermitIf(Trigger.Rest, State.Open, () => false);
        _state = State.Resting;

        Assert.Equal([Trigger.Begin, Trigger.Close], (await machine.GetPermittedTriggersAsync()).Order());
    }

    private StateMachine<State, Trigger> NewMachine() => new(() => _state, state =>
    {
        _state = state;
        _writes++;
    });
}
