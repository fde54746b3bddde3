using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Slack.Incoming;

/// <summary>The body of a request behind the prefix with which it was signed, in one rented buffer.</summary>
internal sealed class SignedBody : IDisposable
{
    private readonly byte[] _buffer;
    private readonly int _prefix;
    private readonly int _length;

    private SignedBody(byte[] buffer, int prefix, int length)
    {
        _buffer = buffer;
        _prefix = prefix;
        _length = length;
    }

    /// <summary>Whether the timestamp is one, so that there is something to be signed.</summary>
    public bool IsSignable => _prefix > 0;

    /// <summary>Prefix and body.</summary>
    public ReadOnlyMemory<byte> Signed => _buffer.AsMemory(0, _prefix + _length);

    /// <summary>The body alone.</summary>
    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(_prefix, _length);

    /// <summary>Reads all of it; null where it is larger than allowed.</summary>
    public static async ValueTask<SignedBody?> ReadAsync(HttpRequest request, string timestamp, int most)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        var reader = request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(request.HttpContext.RequestAborted);
            if (result.Buffer.Length > most)
            {
                reader.AdvanceTo(result.Buffer.End);
                return null;
            }

            if (result.IsCompleted)
            {
                var body = Copy(result.Buffer, timestamp);
                reader.AdvanceTo(result.Buffer.End);
                return body;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static SignedBody Copy(ReadOnlySequence<byte> body, string timestamp)
    {
        var length = (int)body.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length + SlackSignature.LongestPrefix);
        var prefix = SlackSignature.Prefix(timestamp, buffer);
        body.CopyTo(buffer.AsSpan(prefix));
        return new SignedBody(buffer, prefix, length);
    }
}
