using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Testing.Slack;

/// <summary>Signs requests to an app as Slack does: HMAC-SHA256 over <c>v0:timestamp:body</c>.</summary>
public static class SlackSignature
{
    public const string TimestampHeader = "X-Slack-Request-Timestamp";
    public const string SignatureHeader = "X-Slack-Signature";

    public static string Sign(string secret, long timestamp, string body)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        return "v0=" + Convert.ToHexStringLower(hash);
    }
}
