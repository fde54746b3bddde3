using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace IncidentBot.Teams.Incoming;

/// <summary>
/// Tokens that were proved, known again by their hash until they end; the tokens themselves are not kept. None is taken on trust for longer than
/// an hour: its issuer may have taken the key back.
/// </summary>
internal sealed class ProvedTokens
{
    private const int Most = 1_000;
    private const long Longest = 3_600;

    private readonly ConcurrentDictionary<Hash, (Proof Proof, long Until)> _known = new();

    /// <summary>What it has proved; null where that has to be looked at.</summary>
    public Proof? Find(string authorization, long now) =>
        _known.TryGetValue(Hash.Of(authorization), out var known) && now < known.Until ? known.Proof : null;

    /// <summary>It was proved, and holds until then.</summary>
    public void Keep(string authorization, Proof proof, long now, long until)
    {
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known[Hash.Of(authorization)] = (proof, Math.Min(until, now + Longest));
    }

    private readonly record struct Hash(UInt128 First, UInt128 Second)
    {
        public static Hash Of(string text)
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan()), hash);
            return new Hash(MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
        }
    }
}
