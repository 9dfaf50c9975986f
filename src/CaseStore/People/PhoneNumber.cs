using System.Globalization;

namespace CaseStore.People;

/// <summary>A mobile number as people and spreadsheets write it, made eleven digits.</summary>
internal static class PhoneNumber
{
    /// <returns>Null when it is none.</returns>
    public static string? Read(string text)
    {
        var digits = new char[16];
        var count = 0;
        foreach (var c in text)
        {
            var plain = c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c;
            if (char.IsAsciiDigit(plain))
            {
                if (count == digits.Length)
                {
                    return null;
                }

                digits[count++] = plain;
            }
            else if (!char.IsWhiteSpace(plain) && !IsInvisible(plain) && plain is not ('-' or '－' or '+' or '＋' or '(' or ')' or '\''))
            {
                return null;
            }
        }

        var number = new string(digits, 0, count);
        number = number.Length == 13 && number.StartsWith("86", StringComparison.Ordinal) ? number[2..] : number;
        return number.Length == 11 && number[0] == '1' ? number : null;
    }

    /// <summary>A phone's address book puts marks of the writing direction around a copied number.</summary>
    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
