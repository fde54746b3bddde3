using System.Text.Json.Serialization;

namespace IncidentBot.Server.WebChat;

/// <summary>One thing that a person did, as the page's script sends it: a line, a button's command, a form's answers, or a pin.</summary>
/// <param name="Id">The browser's identity of it: sent twice, it is recorded once.</param>
/// <param name="Channel">Where it was done.</param>
/// <param name="Line">What was typed.</param>
/// <param name="Command">What a button says.</param>
/// <param name="Form">The form that was filled in, as <see cref="FormJson"/> wrote it.</param>
/// <param name="Answers">Its answers.</param>
/// <param name="Pin">The message that was pinned.</param>
internal sealed record Sent(
    string? Id,
    string? Channel,
    string? Line = null,
    string? Command = null,
    string? Form = null,
    Dictionary<string, string>? Answers = null,
    string? Pin = null
);

/// <summary>What became of it.</summary>
/// <param name="Outcome"><c>said</c>, <c>recorded</c>, <c>answered</c> or <c>refused</c>.</param>
/// <param name="Note">The answer as HTML, where only this person sees it.</param>
/// <param name="Form">A form to fill in, as <see cref="FormJson"/> wrote it.</param>
/// <param name="Incident">The number of the incident that it opened.</param>
internal sealed record Told(string Outcome, string? Note = null, string? Form = null, int? Incident = null);

/// <summary>What the source generator writes for the two.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(Sent))]
[JsonSerializable(typeof(Told))]
internal sealed partial class ChatJsonContext : JsonSerializerContext;
