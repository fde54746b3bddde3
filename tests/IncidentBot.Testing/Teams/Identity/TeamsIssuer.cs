using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>Signs as the Bot Framework or Entra does, with keys of its own, and publishes them.</summary>
public sealed class TeamsIssuer : IDisposable
{
    private readonly FakeTeamsOptions _options;
    private RSA _botFramework = RSA.Create(2048);
    private RSA _entra = RSA.Create(2048);
    private int _generation = 1;

    internal TeamsIssuer(FakeTeamsOptions options) => _options = options;

    public const string BotFrameworkName = "https://api.botframework.com";

    /// <summary>The tenant in whose name the channels' own Entra tokens are issued.</summary>
    public const string ChannelsTenant = "d6d49420-f39b-4df7-a1dc-d59a935871db";

    /// <summary>The channels for which the Bot Framework's key may speak.</summary>
    public List<string> Endorsements { get; } = ["msteams", "webchat"];

    /// <summary>The keys are replaced: tokens signed from now on name keys that nobody has seen yet.</summary>
    public void RotateKeys()
    {
        Dispose();
        _botFramework = RSA.Create(2048);
        _entra = RSA.Create(2048);
        _generation++;
    }

    /// <summary>The token of an activity that is what it should be.</summary>
    public string Token(string serviceUrl) => Token(_options.TokenForm, serviceUrl);

    /// <summary>A token, with whatever a forger or a mistake may change in header and claims.</summary>
    public string Token(
        TeamsTokenForm form,
        string serviceUrl,
        Action<JsonObject>? claims = null,
        Action<JsonObject>? header = null,
        RSA? key = null
    )
    {
        var now = _options.Time.GetUtcNow().ToUnixTimeSeconds();
        var isEntra = form == TeamsTokenForm.Entra;
        var body = new JsonObject
        {
            ["iss"] = isEntra ? $"https://sts.windows.net/{ChannelsTenant}/" : BotFrameworkName,
            ["aud"] = _options.AppId,
            ["nbf"] = now - 300,
            ["exp"] = now + 3600,
        };
        if (isEntra)
        {
            body["ver"] = "1.0";
            body["appid"] = "00000000-aaaa-bbbb-cccc-000000000001";
            body["tid"] = ChannelsTenant;
        }
        else
        {
            body["serviceurl"] = serviceUrl;
        }

        claims?.Invoke(body);
        var head = new JsonObject
        {
            ["alg"] = "RS256",
            ["kid"] = KeyId(isEntra),
            ["x5t"] = KeyId(isEntra),
            ["typ"] = "JWT",
        };
        header?.Invoke(head);
        var signed = $"{Encode(head.ToJsonString())}.{Encode(body.ToJsonString())}";
        var signature = (key ?? (isEntra ? _entra : _botFramework)).SignData(
            Encoding.ASCII.GetBytes(signed),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{signed}.{Encode(signature)}";
    }

    public void Dispose()
    {
        _botFramework.Dispose();
        _entra.Dispose();
    }

    internal static JsonObject Metadata(Uri root, bool isEntra) =>
        new()
        {
            ["issuer"] = isEntra ? "https://login.microsoftonline.com/{tenantid}/v2.0" : BotFrameworkName,
            ["jwks_uri"] = new Uri(root, isEntra ? "entra/keys" : "botframework/keys").ToString(),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        };

    internal JsonObject Keys(bool isEntra)
    {
        var parameters = (isEntra ? _entra : _botFramework).ExportParameters(includePrivateParameters: false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = KeyId(isEntra),
            ["x5t"] = KeyId(isEntra),
            ["n"] = Encode(parameters.Modulus!),
            ["e"] = Encode(parameters.Exponent!),
        };
        if (!isEntra)
        {
            key["endorsements"] = new JsonArray([.. Endorsements.Select(channel => (JsonNode)channel)]);
        }

        return new JsonObject { ["keys"] = new JsonArray(key) };
    }

    private string KeyId(bool isEntra) => $"{(isEntra ? "entra" : "bf")}-{_generation}";

    private static string Encode(string text) => Encode(Encoding.UTF8.GetBytes(text));

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
