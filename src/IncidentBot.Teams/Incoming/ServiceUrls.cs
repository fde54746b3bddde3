using System.Collections.Immutable;

namespace IncidentBot.Teams.Incoming;

/// <summary>To which addresses the bot answers. Its token is sent there, so only Microsoft's own hosts count, and those that the operator names.</summary>
internal sealed class ServiceUrls(TeamsOptions options)
{
    private static readonly ImmutableArray<string> Hosts =
    [
        "smba.trafficmanager.net",
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
    ];

    private static readonly ImmutableArray<string> Domains = [".botframework.com", ".botframework.us"];

    private readonly ImmutableArray<Uri> _more =
    [
        .. options
            .AllowedServiceUrls.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Append(options.ServiceUrl)
            .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : null)
            .OfType<Uri>(),
    ];

    // Nearly every request names the same.
    private volatile string? _lastAllowed;

    public bool IsAllowed(string address)
    {
        if (address == _lastAllowed)
        {
            return true;
        }

        var isAllowed = IsOfMicrosoftOrNamed(address);
        _lastAllowed = isAllowed ? address : _lastAllowed;
        return isAllowed;
    }

    private bool IsOfMicrosoftOrNamed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (
            (
                uri is { Scheme: "https", IsDefaultPort: true }
                && (Hosts.Contains(uri.Host) || Domains.Any(domain => uri.Host.EndsWith(domain, StringComparison.Ordinal)))
            ) || _more.Any(known => known.Scheme == uri.Scheme && known.Authority == uri.Authority)
        );

    /// <summary>Whether two addresses are the same; a slash at the end and capitals make no difference.</summary>
    public static bool IsSame(string one, string other) => one.TrimEnd('/').Equals(other.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);
}
