using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Slack;

/// <summary>Whether a request comes from Slack: its own HMAC over version, time and body, not older or newer than five minutes.</summary>
/// <remarks>https://docs.slack.dev/authentication/verifying-requests-from-slack. Two secrets count while one is being rotated.</remarks>
internal sealed class SlackSignature : IDisposable
{
    /// <summary>How far the clocks may be apart, both ways, in seconds.</summary>
    public const long Window = 300;

    /// <summary>What stands before the body in what is signed, at most: <c>v0:TIMESTAMP:</c>.</summary>
    public const int LongestPrefix = 3 + 20 + 1;

    private const int HexLength = 64;

    // Each is for one thread at a time; to make one costs as much as to use it.
    private readonly ThreadLocal<IncrementalHash[]> _hashes;
    private readonly int _secrets;

    public SlackSignature(params ReadOnlySpan<string> secrets)
    {
        var known = new List<byte[]>();
        foreach (var secret in secrets)
        {
            if (secret.Length > 0)
            {
                known.Add(Encoding.UTF8.GetBytes(secret));
            }
        }

        _secrets = known.Count;
        _hashes = new ThreadLocal<IncrementalHash[]>(() =>
            [.. known.Select(secret => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret))]
        );
    }

    /// <summary>Whether any secret is known; without one nothing is accepted.</summary>
    public bool CanVerify => _secrets > 0;

    /// <summary>Writes <c>v0:TIMESTAMP:</c> and gives its length; the body has to follow directly. Zero where the timestamp is none.</summary>
    public static int Prefix(string? timestamp, Span<byte> destination)
    {
        if (timestamp is not { Length: > 0 and <= 20 } || timestamp.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return 0;
        }

        "v0:"u8.CopyTo(destination);
        Encoding.ASCII.GetBytes(timestamp, destination[3..]);
        destination[3 + timestamp.Length] = (byte)':';
        return timestamp.Length + 4;
    }

    /// <summary>Whether the signature is that of prefix and body, by any of the secrets, and the time is near.</summary>
    /// <param name="timestamp">The header with the time; the prefix was made of it.</param>
    /// <param name="signature">The header <c>v0=…</c>.</param>
    /// <param name="signed">Prefix and body, one behind the other.</param>
    /// <param name="now">Seconds since 1970.</param>
    public bool IsGenuine(string timestamp, string? signature, ReadOnlySpan<byte> signed, long now)
    {
        if (
            signature is not { Length: 3 + HexLength }
            || !signature.StartsWith("v0=", StringComparison.Ordinal)
            || !long.TryParse(timestamp, out var at)
            || Math.Abs(now - at) > Window
        )
        {
            return false;
        }

        Span<byte> claimed = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (
            Convert.FromHexString(signature.AsSpan(3), claimed, out _, out var written) != System.Buffers.OperationStatus.Done
            || written != claimed.Length
        )
        {
            return false;
        }

        Span<byte> own = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var genuine = false;
        foreach (var hash in _hashes.Value!)
        {
            hash.AppendData(signed);
            hash.GetHashAndReset(own);
            genuine |= CryptographicOperations.FixedTimeEquals(own, claimed);
        }

        return genuine;
    }

    /// <inheritdoc />
    public void Dispose() => _hashes.Dispose();
}
