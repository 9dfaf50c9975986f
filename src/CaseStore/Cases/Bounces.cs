namespace CaseStore.Cases;

/// <summary>Nobody passes a case to and fro for ever (domain.md, section 3): read from its history.</summary>
internal static class Bounces
{
    /// <summary>Whether the desk that has the case has already once declined, raised or returned it to that other one.</summary>
    public static bool Again(Case kase, string to)
    {
        var holder = "";
        var passes = false;
        foreach (var line in kase.History)
        {
            switch (line.Act)
            {
                case nameof(CaseAct.Decline) or nameof(CaseAct.Raise) or nameof(CaseAct.Return):
                    passes = true;
                    break;
                case "Dispatch" or "SendToReview":
                    if (passes && holder == kase.HandlerOrganisation && line.Note == to)
                    {
                        return true;
                    }

                    holder = line.Note!;
                    passes = false;
                    break;
                default:
                    break;
            }
        }

        return false;
    }

    /// <summary>Whether whoever reviews it now got it because another desk would not have it: it may be corrected or sent on, not ended.</summary>
    public static bool CameBack(Case kase)
    {
        if (kase.State != CaseState.UnderReview)
        {
            return false;
        }

        var came = false;
        var passed = "";
        foreach (var line in kase.History)
        {
            switch (line.Act)
            {
                case "Dispatch" or "SendToReview":
                    came = passed is nameof(CaseAct.Decline) or nameof(CaseAct.Return);
                    passed = "";
                    break;

                // What a route or the clock adds on the way says nothing of why it was passed on.
                case "NobodyOnDuty" or "AskLapse" or "ClaimLapse":
                    break;
                default:
                    passed = line.Act;
                    break;
            }
        }

        return came;
    }
}
