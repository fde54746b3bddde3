using System.Text.Json;
using IncidentBot.Teams.Incoming;

namespace IncidentBot.Teams.Outgoing;

/// <summary>What the connector or Graph answered to a call that it understood.</summary>
/// <param name="Call">The call in words, for sentences.</param>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Json">The body; undefined where there was none.</param>
internal sealed record TeamsAnswer(string Call, int Status, JsonElement Json)
{
    /// <summary>Whether it was done. A body need not come with that.</summary>
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>Why it was not, in Microsoft's word.</summary>
    public string Code => Json.Find("error").Text("code");

    /// <summary>Why it was not, in Microsoft's sentence.</summary>
    public string Message => Json.Find("error").Text("message");

    /// <summary>The answer, where it was done.</summary>
    /// <exception cref="Chat.DeliveryFailedException">It was not done.</exception>
    public TeamsAnswer Done() => Ok ? this : throw TeamsErrors.Failure(this);
}
