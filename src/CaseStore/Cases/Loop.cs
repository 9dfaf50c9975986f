namespace CaseStore.Cases;

/// <summary>How far a case has travelled: neighbours, property, township, city.</summary>
public enum Loop
{
    Self,
    Micro,
    Small,
    Big,
}
