using IncidentBot.Server;
using IncidentBot.Server.CommandLine;

NativeHeap.Share();

var incidentbot = Shell.Program(
    ServeVerb.Create(),
    ReplayVerb.Create(),
    DraftVerb.Create(),
    ImportVerb.Create(),
    SimilarVerb.Create(),
    BackupVerb.Create(),
    RestoreVerb.Create(),
    MigrateStoreVerb.Create(),
    OutboxVerb.Create(),
    ManifestVerb.Create(),
    DoctorVerb.Create()
);

return await Shell.RunAsync(incidentbot, args);
