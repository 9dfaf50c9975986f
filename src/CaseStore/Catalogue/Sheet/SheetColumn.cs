namespace CaseStore.Catalogue.Sheet;

/// <summary>The columns of a catalogue's spreadsheet, in their order.</summary>
internal enum SheetColumn
{
    Code,
    Kind,
    Name,
    Department,
    Units,
    Amount,
    Unit,
    Source,
    Words,
    FirstCode,
    FirstAsk,
    FirstChoices,
    SecondCode,
    SecondAsk,
    SecondChoices,
    PhotoOptional,
    Example,
    Dangers,
    FirstWhen,
    FirstAmount,
    FirstUnit,
    FirstSource,
    SecondWhen,
    SecondAmount,
    SecondUnit,
    SecondSource,
}

internal static class SheetColumns
{
    public static IReadOnlyList<string> Headers { get; } =
    [
        "代码", "类别", "名称", "责任部门", "镇级单位", "时限", "单位", "来源", "词语", "提问一代码", "提问一", "选项一", "提问二代码", "提问二", "选项二", "照片可缺", "示例", "危险",
        "情形一", "情形一时限", "情形一单位", "情形一来源", "情形二", "情形二时限", "情形二单位", "情形二来源",
    ];
}
