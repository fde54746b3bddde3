using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Slack.Incoming;

/// <summary>Writes answers over HTTP, with one buffer for each thread.</summary>
internal static class ResponseBody
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _json;

    /// <summary>Writes it; an answer of nothing is an empty body.</summary>
    public static Task WriteAsync(HttpResponse response, SlackResponse answer)
    {
        if (answer.Write is null)
        {
            response.ContentLength = 0;
            return Task.CompletedTask;
        }

        var buffer = _buffer ??= new ArrayBufferWriter<byte>(4096);
        buffer.ResetWrittenCount();
        var json = _json ??= new Utf8JsonWriter(buffer, SlackResponse.Relaxed);
        json.Reset(buffer);
        json.WriteStartObject();
        answer.Write(json);
        json.WriteEndObject();
        json.Flush();

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        return response.BodyWriter.FlushAsync().AsTask();
    }
}
