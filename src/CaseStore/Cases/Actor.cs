using CaseStore.People;

namespace CaseStore.Cases;

/// <summary>Who does something to a case.</summary>
/// <param name="Id">A WeCom userid, a resident's <see cref="Person.PublicId"/>, or <c>clock</c>.</param>
public sealed record Actor(string Id, Role Role)
{
    public static Actor Clock { get; } = new("clock", Role.System);

    public static Actor Reporter(string publicId) => new(publicId, Role.Reporter);
}
