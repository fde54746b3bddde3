using System.Text.Json.Serialization;

namespace IncidentBot.People;

/// <summary>Someone who speaks to the bot or is spoken of.</summary>
/// <remarks>
/// The id is <c>platform:id</c> (<c>web:amara</c>, <c>slack:U012AB</c>) and is what identity rests on; the name is what the platform
/// called that id at the time, and is kept with the events so that a draft reads the same for ever.
/// </remarks>
public sealed record Person(string Id, string Name)
{
    /// <summary>The bot itself, when it acts because time has passed.</summary>
    public static Person Bot { get; } = new("bot", "IncidentBot");

    /// <summary>The platform that the id is of.</summary>
    [JsonIgnore]
    public string Platform => Id.Split(':', 2)[0];

    /// <summary>The person as written inside a text: <c>&lt;@web:amara|Amara Diallo&gt;</c>.</summary>
    public string Mention => $"<@{Id}|{Legible(Name)}>";

    // Between the bar and the closing mark; a name is never so long.
    private static string Legible(string name) => (name.Length <= 200 ? name : name[..200]).Replace('>', '›').Replace('\n', ' ');

    /// <inheritdoc />
    public override string ToString() => Name;
}
