using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IncidentBot.Teams.Incoming;

/// <summary>A signed token of three parts, taken apart and not yet believed.</summary>
/// <remarks>Only RSA signatures are taken: the algorithm that the token names chooses no key and no other way of checking.</remarks>
internal sealed class SignedToken
{
    private const int Longest = 16 * 1024;

    private readonly byte[] _signed;
    private readonly byte[] _signature;

    private SignedToken(JsonElement header, JsonElement claims, byte[] signed, byte[] signature)
    {
        Claims = claims;
        KeyId = header.Text("kid");
        Algorithm = header.Text("alg");
        _signed = signed;
        _signature = signature;
    }

    public JsonElement Claims { get; }

    public string KeyId { get; }

    public string Algorithm { get; }

    /// <summary>Takes it apart; null where it is no such token.</summary>
    public static SignedToken? Read(string token)
    {
        if (token.Length > Longest || token.Split('.') is not [var head, var body, var tail])
        {
            return null;
        }

        try
        {
            var header = Json(head);
            var claims = Json(body);
            return
                header.ValueKind == JsonValueKind.Object
                && claims.ValueKind == JsonValueKind.Object
                && header.Find("crit").ValueKind == default
                ? new SignedToken(header, claims, Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(tail))
                : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether this key has signed it.</summary>
    public bool IsSignedBy(RSA key) => Hash() is { } hash && key.VerifyData(_signed, _signature, hash, RSASignaturePadding.Pkcs1);

    /// <summary>Whether it is for this audience.</summary>
    public bool IsFor(string audience) =>
        Claims.Text("aud") is { Length: > 0 } one
            ? one.Equals(audience, StringComparison.OrdinalIgnoreCase)
            : Claims.Items("aud").Any(each => each.ValueKind == JsonValueKind.String && each.ValueEquals(audience));

    /// <summary>Whether it is valid at that second; the clocks may be five minutes apart.</summary>
    public bool IsValidAt(long now)
    {
        const long Skew = 300;
        return Number("exp") is { } ends && now < ends + Skew && (Number("nbf") is not { } begins || now > begins - Skew);
    }

    /// <summary>The second at which it ends, before any skew; zero where it does not say.</summary>
    public long EndsAt => Number("exp") ?? 0;

    private long? Number(string claim) =>
        Claims.Find(claim) is { ValueKind: JsonValueKind.Number } found
        && found.TryGetInt64(out var number)
        // Beyond any clock; the skew must not run over.
        && number is > 0 and < long.MaxValue / 2
            ? number
            : null;

    private HashAlgorithmName? Hash() =>
        Algorithm switch
        {
            "RS256" => HashAlgorithmName.SHA256,
            "RS384" => HashAlgorithmName.SHA384,
            "RS512" => HashAlgorithmName.SHA512,
            _ => null,
        };

    private static JsonElement Json(string part) => JsonElement.Parse(Base64Url.DecodeFromChars(part));
}
