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

    /// <summary>人工: a person is wanted.</summary>
    Person,

    /// <summary>Takes the last step of the open report back.</summary>
    Undo,

    /// <summary>Back to the report that was set aside.</summary>
    Continue,

    /// <summary>The same as last time.</summary>
    Again,

    /// <summary>认领: a volunteer wants to take a case in hand.</summary>
    Claim,

    /// <summary>完成: what was claimed is done; in the middle of a report, off with it.</summary>
    Finish,
}
