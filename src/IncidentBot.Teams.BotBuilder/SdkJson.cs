using System.Buffers;
using System.Text;
using System.Text.Json;
using Newtonsoft.Json;

namespace IncidentBot.Teams.BotBuilder;

/// <summary>What the bot has written, as the SDK's types.</summary>
internal static class SdkJson
{
    // A text that looks like a date is a text.
    private static readonly JsonSerializerSettings AsWritten = new() { DateParseHandling = DateParseHandling.None, MaxDepth = 64 };

    /// <summary>Reads the members that are written into an open object.</summary>
    public static T Read<T>(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return JsonConvert.DeserializeObject<T>(Encoding.UTF8.GetString(buffer.WrittenSpan), AsWritten)!;
    }
}
