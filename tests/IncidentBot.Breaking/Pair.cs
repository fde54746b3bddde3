namespace IncidentBot.Breaking;

/// <summary>Two bots on one PostgreSQL database, one Slack, and people whose commands go to either.</summary>
internal sealed class Pair : IAsyncDisposable
{
    private Pair(Cluster cluster, Workplace place, Node[] nodes, Trial trial)
    {
        (Cluster, Place, Nodes, Trial) = (cluster, place, nodes, trial);
    }

    public Cluster Cluster { get; }

    public Workplace Place { get; }

    public Node[] Nodes { get; }

    public Trial Trial { get; }

    public static async Task<Pair> StartAsync(Form form, SmallDisk? disk = null, bool mayRepeat = false)
    {
        var cluster = await Cluster.StartAsync(disk?.Folder);
        var place = await Workplace.OpenAsync(reminds: false);
        Node[] nodes = [new([.. place.Environment, .. cluster.Environment]), new([.. place.Environment, .. cluster.Environment])];
        var pair = new Pair(cluster, place, nodes, new Trial(form, place, cluster.Dialect, nodes) { MayRepeat = mayRepeat });
        foreach (var node in nodes)
        {
            await node.StartAsync();
        }

        return pair;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await Place.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
