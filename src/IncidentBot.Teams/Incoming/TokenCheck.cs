using System.Collections.Frozen;
using System.Text.Json;

namespace IncidentBot.Teams.Incoming;

/// <summary>What is thought of a request's token.</summary>
internal enum Verdict
{
    /// <summary>It is what it says.</summary>
    Genuine,

    /// <summary>There is no token, or one that nobody we trust has signed for us now: 401.</summary>
    Unproved,

    /// <summary>The token is good, but not for what the request says: 403.</summary>
    Forbidden,

    /// <summary>The issuer's keys cannot be read, so nothing can be said: 503.</summary>
    Unknowable,
}

/// <summary>Whether a request comes from Teams: first the token by itself, then the token against what the activity says.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</remarks>
internal sealed class TokenCheck(TeamsOptions options, ServiceUrls serviceUrls, IssuerRing ring, TimeProvider time)
{
    private const string Bearer = "Bearer ";
    private const string BotFramework = "https://api.botframework.com";
    private const string BotFrameworkOfGovernment = "https://api.botframework.us";

    private readonly FrozenSet<string> _callers = options
        .AllowedCallers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly ProvedTokens _proved = new();

    /// <summary>The tenants in whose names the channels themselves get Entra's tokens.</summary>
    private static readonly FrozenSet<string> ChannelsTenants = new[]
    {
        "d6d49420-f39b-4df7-a1dc-d59a935871db",
        "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
        "69e9b82d-4842-4902-8d1e-abc5b98a55e8",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The token by itself: who signed it, for whom, and until when.</summary>
    /// <remarks>Teams sends one token with many requests; one that was proved is known again by its hash.</remarks>
    public async ValueTask<(Verdict Verdict, Proof? Proof)> ReadAsync(string authorization, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (_proved.Find(authorization, now) is { } known)
        {
            return (Verdict.Genuine, known);
        }

        if (
            !authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            || SignedToken.Read(authorization[Bearer.Length..].Trim()) is not { KeyId.Length: > 0 } token
            || IssuerOf(token.Claims) is not { } isEntra
            || !token.IsFor(options.AppId)
            || !token.IsValidAt(now)
        )
        {
            return (Verdict.Unproved, null);
        }

        try
        {
            var keys = isEntra ? ring.Entra : ring.BotFramework;
            if (await keys.FindAsync(token.KeyId, cancellation) is not { } key || !token.IsSignedBy(key.Key))
            {
                return (Verdict.Unproved, null);
            }

            var proof = new Proof(isEntra, token.Claims.Text("serviceurl"), key.Endorsements);
            _proved.Keep(authorization, proof, now, token.EndsAt);
            return (Verdict.Genuine, proof);
        }
        catch (HttpRequestException)
        {
            return (Verdict.Unknowable, null);
        }
    }

    /// <summary>The token against what the activity says.</summary>
    public bool IsForThis(Proof proof, Activity activity) =>
        IsAllowed(activity)
        && (
            proof.IsEntra
            || (
                ServiceUrls.IsSame(proof.ServiceUrl, activity.ServiceUrl)
                && proof.Endorsements.Contains(activity.ChannelId, StringComparer.Ordinal)
            )
        );

    /// <summary>What holds for every activity, proved or let in: an address we may answer to, and our own tenant.</summary>
    public bool IsAllowed(Activity activity)
    {
        var (first, second) = activity.Tenants;
        return serviceUrls.IsAllowed(activity.ServiceUrl) && (first.Length > 0 || second.Length > 0) && IsOurs(first) && IsOurs(second);

        bool IsOurs(string tenant) => tenant.Length == 0 || tenant.Equals(options.TenantId, StringComparison.OrdinalIgnoreCase);
    }

    // What the token says of itself only chooses whose keys it is held against.
    private bool? IssuerOf(JsonElement claims)
    {
        var issuer = claims.Text("iss");
        if (issuer is BotFramework or BotFrameworkOfGovernment)
        {
            return false;
        }

        if (TenantOf(issuer) is not { } tenant)
        {
            return null;
        }

        var caller = claims.Text("azp") is { Length: > 0 } azp ? azp : claims.Text("appid");
        return
            ChannelsTenants.Contains(tenant)
            || (tenant.Equals(options.TenantId, StringComparison.OrdinalIgnoreCase) && caller.Length > 0 && _callers.Contains(caller))
            ? true
            : null;
    }

    private static string? TenantOf(string issuer)
    {
        const string First = "https://sts.windows.net/";
        const string Second = "https://login.microsoftonline.com/";
        const string SecondsEnd = "/v2.0";
        return issuer.StartsWith(First, StringComparison.Ordinal) && issuer.EndsWith('/') && issuer.Length > First.Length
                ? issuer[First.Length..^1]
            : issuer.StartsWith(Second, StringComparison.Ordinal)
            && issuer.EndsWith(SecondsEnd, StringComparison.Ordinal)
            && issuer.Length > Second.Length + SecondsEnd.Length
                ? issuer[Second.Length..^SecondsEnd.Length]
            : null;
    }
}

/// <summary>What a token has proved.</summary>
/// <param name="IsEntra">Whether Entra signed it; else the Bot Framework.</param>
/// <param name="ServiceUrl">The address that the Bot Framework's token is bound to.</param>
/// <param name="Endorsements">The channels for which its key may speak.</param>
internal sealed record Proof(bool IsEntra, string ServiceUrl, IReadOnlyList<string> Endorsements);

/// <summary>The keys of both issuers.</summary>
internal sealed record IssuerRing(IssuerKeys BotFramework, IssuerKeys Entra) : IDisposable
{
    /// <inheritdoc />
    public void Dispose()
    {
        BotFramework.Dispose();
        Entra.Dispose();
    }
}
