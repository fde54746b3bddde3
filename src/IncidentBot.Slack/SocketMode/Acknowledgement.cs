using System.Buffers;
using System.Text.Json;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.SocketMode;

/// <summary>The thanks for an envelope, with the answer in it where Slack takes one there.</summary>
internal static class Acknowledgement
{
    public static ReadOnlyMemory<byte> Of(JsonElement envelope, SlackResponse answer)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, SlackResponse.Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("envelope_id"u8, envelope.Text("envelope_id"));
            if (answer.Write is not null && envelope.Flag("accepts_response_payload"))
            {
                json.WriteStartObject("payload"u8);
                answer.Write(json);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
