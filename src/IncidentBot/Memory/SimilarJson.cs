using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentBot.Memory;

/// <summary>Past incidents that resemble a text, for programs: an array, best first.</summary>
public static partial class SimilarJson
{
    private static readonly SimilarJsonContext Context = new(
        new JsonSerializerOptions(SimilarJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }
    );

    /// <summary>The array in one line; what nobody said is null.</summary>
    public static string Of(IEnumerable<FoundPast> found) => JsonSerializer.Serialize([.. found.Select(Written.Of)], Context.WrittenArray);

    internal sealed record Written(string Incident, string Title, double Score, string? Cause, string? Fix, string? Source)
    {
        public static Written Of(FoundPast found)
        {
            var facts = new Postmortems.Postmortem(found.Past);
            return new Written(
                found.Past.Id.ToString(),
                Chat.Cards.Mentions.InWords(found.Past.Title),
                found.Score,
                Told(facts.Causes),
                Told(facts.Fixes),
                found.Past.Import?.Source
            );
        }

        private static string? Told(IReadOnlyCollection<string> texts) =>
            texts.Count == 0 ? null : string.Join("; ", texts.Select(Chat.Cards.Mentions.InWords));
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Written[]))]
    internal sealed partial class SimilarJsonContext : JsonSerializerContext;
}
