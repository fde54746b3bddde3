namespace IncidentBot.People;

/// <summary>Somebody whom the bot knows by name; a user group of the platform where <paramref name="IsGroup"/> says so.</summary>
internal sealed record Known(Person Person, bool IsGroup)
{
    /// <summary>Whether that is their full name or their short one.</summary>
    public bool Is(string name) =>
        name.Equals(Person.Name, StringComparison.OrdinalIgnoreCase)
        || name.Equals(Person.Id[(Person.Platform.Length + 1)..], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a part of their name is that one: worth asking, and never taken for granted.</summary>
    public bool IsNear(string name) =>
        Person.Name.Split(' ').Any(part => part.Equals(name.Split(' ')[0], StringComparison.OrdinalIgnoreCase));
}
