using System.Data.Common;
using Quartz.Impl.AdoJobStore;

namespace IncidentBot.Server.Jobs;

/// <summary>Quartz's tables in SQLite. Not Quartz's own class for it, because that one insists on a lock of its own; see <see cref="TransactionIsLock"/>.</summary>
internal sealed class OneWriterTables : StdAdoDelegate
{
    /// <inheritdoc />
    protected override string SchemaResourceName => "Quartz.Impl.AdoJobStore.Schema.create_sqlite.sql";

    /// <inheritdoc />
    protected override SqlRowLimit GetRowLimit(int maxCount) => SqlRowLimit.AtStatementEnd("limit", maxCount);

    /// <inheritdoc />
    protected override string ApplyPaging(string sql, bool takeLimited) =>
        takeLimited ? sql + " limit @pageTake offset @pageSkip" : sql + " limit -1 offset @pageSkip";

    /// <inheritdoc />
    protected override void AddPagingParameters(DbCommand cmd, int skip, int take, bool takeLimited)
    {
        if (takeLimited)
        {
            AddCommandParameter(cmd, "pageTake", take);
        }

        AddCommandParameter(cmd, "pageSkip", skip);
    }
}
