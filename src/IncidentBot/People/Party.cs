namespace IncidentBot.People;

/// <summary>A person or a team that is brought in: "@lee", "@devops", "the network team".</summary>
/// <remarks>A team that the bot does not know keeps the name that was typed; nobody is guessed from it.</remarks>
public sealed record Party(string Name, Person? Person = null)
{
    /// <summary>The party as a command takes it.</summary>
    public string Spoken => Person?.Mention ?? "@" + Name;

    /// <inheritdoc />
    public override string ToString() => Name;
}
