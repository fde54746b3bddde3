using System.Collections.Immutable;
using System.Data;
using Dapper;

namespace IncidentBot.Storage;

/// <summary>The values of <c>where x in @values</c>, each a parameter of its own: a plain list becomes an array on one product only.</summary>
internal sealed class AnyOf(IEnumerable<object> values) : SqlMapper.ICustomQueryParameter
{
    private readonly ImmutableArray<object> _values = [.. values];

    public void AddParameter(IDbCommand command, string name)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"{name}_{i}";
            parameter.Value = _values[i];
            command.Parameters.Add(parameter);
        }

        // A list of nothing has nobody in it.
        var names = _values.IsEmpty ? "null" : string.Join(", ", _values.Select((_, i) => $"@{name}_{i}"));
        command.CommandText = command.CommandText.Replace($"in @{name}", $"in ({names})", StringComparison.Ordinal);
    }
}
