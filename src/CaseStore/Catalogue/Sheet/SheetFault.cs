namespace CaseStore.Catalogue.Sheet;

/// <summary>What is wrong with a spreadsheet, for whoever keeps it, in Chinese.</summary>
/// <param name="Row">Counted from 1, the header included, as the spreadsheet shows it; 0: the file as a whole.</param>
/// <param name="Column">Its name; empty: the row as a whole.</param>
public sealed record SheetFault(int Row, string Column, string Reason)
{
    public override string ToString() => Row == 0 ? Reason : Column.Length == 0 ? $"第 {Row} 行:{Reason}" : $"第 {Row} 行“{Column}”:{Reason}";
}
