using System.Text.Json.Serialization;

namespace IncidentBot.People;

/// <summary>A person or a team that is brought in: "@lee", "@devops", "the network team".</summary>
/// <remarks>A team that the bot does not know keeps the name that was typed; nobody is guessed from it.</remarks>
public sealed record Party(string Name, Person? Person = null)
{
    /// <summary>Said to be a team, or known as one. Nobody of it can be written to by its name alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTeam { get; init; }

    /// <summary>The party as a command takes it.</summary>
    public string Spoken =>
        Person?.Mention
        ?? (
            IsTeam ? "team "
            : Name.Contains(' ', StringComparison.Ordinal) ? ""
            : "@"
        ) + Name;

    /// <inheritdoc />
    public override string ToString() => Name;
}
