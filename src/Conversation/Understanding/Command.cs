namespace Conversation.Understanding;

/// <summary>The chat commands that always work (contract.md).</summary>
public enum Command
{
    Help,
    Cancel,
    Submit,
    Edit,
    Progress,
    Withdraw,
    Urge,
    Rate,
    Register,
    Consult,
    Suggest,
    Praise,
    MyReports,
    Points,
}
