using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;
using IncidentBot.Times;
using Microsoft.Extensions.Logging;

namespace IncidentBot.Teams.Incoming;

/// <summary>A published key, and the channels for which it may speak where its issuer says so.</summary>
internal sealed record IssuerKey(RSA Key, IReadOnlyList<string> Endorsements);

/// <summary>
/// The keys that one issuer publishes, kept for a day. A token that names an unknown key makes them be read anew, but not more than once in
/// some minutes: a forger must not make us call.
/// </summary>
internal sealed partial class IssuerKeys(HttpClient http, string metadata, TimeProvider time, ILogger<IssuerKeys> logger) : IDisposable
{
    private static readonly TimeSpan FreshFor = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenReadings = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private const int LargestDocument = 512 * 1024;

    private readonly SemaphoreSlim _oneAtATime = new(1);
    private FrozenDictionary<string, IssuerKey> _keys = FrozenDictionary<string, IssuerKey>.Empty;
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private DateTimeOffset _triedAt = DateTimeOffset.MinValue;

    /// <summary>The key of that id; null where the issuer has none.</summary>
    /// <exception cref="HttpRequestException">No key is known at all, and the issuer cannot be reached.</exception>
    public async ValueTask<IssuerKey?> FindAsync(string id, CancellationToken cancellation)
    {
        if (_keys.TryGetValue(id, out var known) && time.GetPassing() - _readAt < FreshFor)
        {
            return known;
        }

        await ReadAgainAsync(id, cancellation);
        return _keys.GetValueOrDefault(id);
    }

    /// <inheritdoc />
    public void Dispose() => _oneAtATime.Dispose();

    private async Task ReadAgainAsync(string id, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var now = time.GetPassing();
            var isFresh = now - _readAt < FreshFor;
            if ((isFresh && _keys.ContainsKey(id)) || (_keys.Count > 0 && now - _triedAt < BetweenReadings))
            {
                return;
            }

            _triedAt = now;
            _keys = await ReadAsync(cancellation);
            _readAt = now;
        }
        catch (Exception failed)
            when (_keys.Count > 0 && failed is HttpRequestException or JsonException && !cancellation.IsCancellationRequested)
        {
            // The keys that are known stay good; issuers announce new ones long before they sign with them.
            Log.NotRead(logger, metadata, failed.Message);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<FrozenDictionary<string, IssuerKey>> ReadAsync(CancellationToken cancellation)
    {
        var address = (await GetAsync(new Uri(metadata), cancellation)).Text("jwks_uri");
        if (!Uri.TryCreate(address, UriKind.Absolute, out var where) || (where.Scheme != "https" && !where.IsLoopback))
        {
            throw new HttpRequestException($"{metadata} names no address of keys.");
        }

        var keys = new Dictionary<string, IssuerKey>(StringComparer.Ordinal);
        foreach (var key in (await GetAsync(where, cancellation)).Items("keys"))
        {
            if (key.Text("kty") == "RSA" && key.Text("kid") is { Length: > 0 } id && Import(key) is { } rsa)
            {
                keys[id] = new IssuerKey(rsa, [.. key.Items("endorsements").Select(one => one.ToString())]);
            }
        }

        return keys.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private async Task<JsonElement> GetAsync(Uri address, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, either.Token);
            response.EnsureSuccessStatusCode();
            await response.Content.LoadIntoBufferAsync(LargestDocument, either.Token);
            return JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(either.Token));
        }
        catch (OperationCanceledException late) when (patience.IsCancellationRequested)
        {
            throw new HttpRequestException($"{address} does not answer.", late);
        }
        catch (JsonException broken)
        {
            throw new HttpRequestException($"{address} answers something else than JSON.", broken);
        }
    }

    private static RSA? Import(JsonElement key)
    {
        try
        {
            return RSA.Create(
                new RSAParameters
                {
                    Modulus = Base64Url.DecodeFromChars(key.Text("n")),
                    Exponent = Base64Url.DecodeFromChars(key.Text("e")),
                }
            );
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "Teams: the keys of {Metadata} could not be read anew; the known ones stay. {Because}"
        )]
        public static partial void NotRead(ILogger logger, string metadata, string because);
    }
}
