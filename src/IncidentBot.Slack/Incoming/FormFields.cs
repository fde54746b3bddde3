using System.Buffers;
using System.Text;

namespace IncidentBot.Slack.Incoming;

/// <summary>The fields of a form (<c>application/x-www-form-urlencoded</c>) in the bytes it came in; nothing is copied until it is decoded.</summary>
internal ref struct FormFields(ReadOnlySpan<byte> body)
{
    private ReadOnlySpan<byte> _rest = body;
    private ReadOnlySpan<byte> _name;
    private ReadOnlySpan<byte> _value;

    public readonly Field Current => new(_name, _value);

    public readonly FormFields GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = _rest.IndexOf((byte)'&');
        var pair = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        var equals = pair.IndexOf((byte)'=');
        _name = equals < 0 ? pair : pair[..equals];
        _value = equals < 0 ? default : pair[(equals + 1)..];
        return true;
    }

    /// <summary>The text of a value; a percent sign that begins no code stands for itself.</summary>
    public static string Decode(ReadOnlySpan<byte> value)
    {
        if (!value.ContainsAny((byte)'%', (byte)'+'))
        {
            return Encoding.UTF8.GetString(value);
        }

        var rented = value.Length <= 512 ? null : ArrayPool<byte>.Shared.Rent(value.Length);
        Span<byte> decoded = rented ?? stackalloc byte[512];
        var text = Encoding.UTF8.GetString(decoded[..Decode(value, decoded)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return text;
    }

    /// <summary>Decodes into a buffer that is at least as long; gives the number of bytes.</summary>
    public static int Decode(ReadOnlySpan<byte> value, Span<byte> destination)
    {
        var written = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var letter = value[i];
            if (letter == '+')
            {
                letter = (byte)' ';
            }
            else if (
                letter == '%'
                && i + 2 < value.Length
                && Hex(value[i + 1]) is >= 0 and var high
                && Hex(value[i + 2]) is >= 0 and var low
            )
            {
                letter = (byte)((high << 4) | low);
                i += 2;
            }

            destination[written++] = letter;
        }

        return written;
    }

    private static int Hex(byte letter) =>
        letter switch
        {
            >= (byte)'0' and <= (byte)'9' => letter - '0',
            >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
            >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
            _ => -1,
        };

    internal readonly ref struct Field(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        private readonly ReadOnlySpan<byte> _name = name;
        private readonly ReadOnlySpan<byte> _value = value;

        public void Deconstruct(out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
        {
            name = _name;
            value = _value;
        }
    }
}
