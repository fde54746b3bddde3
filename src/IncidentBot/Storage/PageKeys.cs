using Dapper;

namespace IncidentBot.Storage;

/// <summary>The keys of the pages' forms, for nodes that share a database. Asked for before there is anything to wait with, so not awaited.</summary>
public sealed class PageKeys(Dialect dialect)
{
    /// <summary>All keys.</summary>
    public IReadOnlyList<string> Read()
    {
        using var connection = dialect.Connect();
        connection.Open();
        return [.. connection.Query<string>("select content from page_keys order by name")];
    }

    /// <summary>Adds a key; one of that name stays.</summary>
    public void Add(string name, string content)
    {
        using var connection = dialect.Connect();
        connection.Open();
        connection.Execute(
            "insert into page_keys (name, content) values (@name, @content) on conflict (name) do nothing",
            new { name, content }
        );
    }
}
