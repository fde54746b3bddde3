using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace IncidentBot.Storage;

/// <summary>How many rows a table has, and the sum of their hashes: the same for the same rows in whatever order they are read.</summary>
internal sealed class Contents : IEquatable<Contents>
{
    private readonly IncrementalHash _row = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private BigInteger _sum;

    public long Rows { get; private set; }

    public static bool operator ==(Contents left, Contents right) => left.Equals(right);

    public static bool operator !=(Contents left, Contents right) => !left.Equals(right);

    public void BeginRow() => Rows++;

    public void Add(object? value)
    {
        var bytes = value switch
        {
            null => [],
            byte[] raw => raw,
            DateTime time => BitConverter.GetBytes(time.Ticks),
            DateOnly date => BitConverter.GetBytes(date.DayNumber),
            _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        };
        // The length keeps neighbours apart; nothing is not an empty text.
        _row.AppendData(BitConverter.GetBytes(value is null ? -1 : bytes.Length));
        _row.AppendData(bytes);
    }

    public void EndRow() => _sum += new BigInteger(_row.GetHashAndReset(), isUnsigned: true);

    public bool Equals(Contents? other) => other is not null && Rows == other.Rows && _sum == other._sum;

    public override bool Equals(object? obj) => Equals(obj as Contents);

    public override int GetHashCode() => HashCode.Combine(Rows, _sum);
}
