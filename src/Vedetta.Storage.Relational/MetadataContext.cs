using Microsoft.EntityFrameworkCore;
using Vedetta.Storage.Relational.Rows;

namespace Vedetta.Storage.Relational;

/// <summary>The tables of the metadata. Each database has a derived context with migrations of its own.</summary>
internal abstract class MetadataContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<ModelRow> Models => Set<ModelRow>();
    public DbSet<ColumnRow> Columns => Set<ColumnRow>();
    public DbSet<VersionRow> Versions => Set<VersionRow>();
    public DbSet<QuarantineRow> Quarantine => Set<QuarantineRow>();
    public DbSet<QuarantineCountRow> QuarantineCounts => Set<QuarantineCountRow>();
    public DbSet<MonitorRow> Monitors => Set<MonitorRow>();
    public DbSet<PointRow> Points => Set<PointRow>();
    public DbSet<EvaluationMarkRow> Marks => Set<EvaluationMarkRow>();
    public DbSet<StreamStateRow> StreamStates => Set<StreamStateRow>();
    public DbSet<ExperimentRow> Experiments => Set<ExperimentRow>();
    public DbSet<IncidentRow> Incidents => Set<IncidentRow>();
    public DbSet<BusinessRow> Business => Set<BusinessRow>();
    public DbSet<CounterRow> Counters => Set<CounterRow>();
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();
    public DbSet<UserRow> Users => Set<UserRow>();
    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();
    public DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();
    public DbSet<ChannelRow> Channels => Set<ChannelRow>();
    public DbSet<SilenceRow> Silences => Set<SilenceRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<RoutingTrailRow> RoutingTrails => Set<RoutingTrailRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<ModelRow>(table => table.ToTable("models").HasKey(row => row.Id));
        modelBuilder.Entity<ColumnRow>(table =>
        {
            table.ToTable("model_columns").HasKey(row => new { row.Model, row.Ordinal });
            table.HasIndex(row => new { row.Model, row.Family, row.Name, row.Kind }).IsUnique();
        });
        modelBuilder.Entity<VersionRow>(table => table.ToTable("model_versions").HasKey(row => new { row.Model, row.Version }));
        modelBuilder.Entity<QuarantineRow>(table =>
        {
            table.ToTable("quarantine").HasKey(row => row.Id);
            table.HasIndex(row => new { row.Model, row.Id });
        });
        modelBuilder.Entity<QuarantineCountRow>(table => table.ToTable("quarantine_counts").HasKey(row => new { row.Model, row.Code }));
        modelBuilder.Entity<MonitorRow>(table => table.ToTable("monitors").HasKey(row => new { row.Model, row.Name }));
        modelBuilder.Entity<PointRow>(table =>
        {
            table.ToTable("points").HasKey(row => new { row.Model, row.Monitor, row.Column, row.From, row.To });
            table.HasIndex(row => new { row.Model, row.From });
        });
        modelBuilder.Entity<StreamStateRow>(table => table.ToTable("stream_states").HasKey(row => new { row.Model, row.Monitor, row.Column, row.From, row.To }));
        modelBuilder.Entity<ExperimentRow>(table => table.ToTable("experiments").HasKey(row => new { row.Model, row.Name }));
        modelBuilder.Entity<EvaluationMarkRow>(table => table.ToTable("evaluation_marks").HasKey(row => row.Model));
        modelBuilder.Entity<IncidentRow>(table =>
        {
            table.ToTable("incidents").HasKey(row => row.Id);
            table.HasIndex(row => new { row.Model, row.Opened });
            table.HasIndex(row => new { row.State, row.Opened });
        });
        modelBuilder.Entity<BusinessRow>(table =>
        {
            table.ToTable("business").HasKey(row => new { row.Model, row.Kind, row.Id });
            table.HasIndex(row => new { row.Model, row.Kind, row.At });
        });
        modelBuilder.Entity<CounterRow>(table => table.ToTable("counters").HasKey(row => row.Name));
        modelBuilder.Entity<ApiKeyRow>(table => table.ToTable("api_keys").HasKey(row => row.Id));
        modelBuilder.Entity<UserRow>(table => table.ToTable("users").HasKey(row => row.Name));
        modelBuilder.Entity<AuditRow>(table => table.ToTable("audit").HasKey(row => row.Id));
        modelBuilder.Entity<SettingRow>(table => table.ToTable("settings").HasKey(row => row.Name));
        modelBuilder.Entity<IdempotencyRow>(table =>
        {
            table.ToTable("idempotency").HasKey(row => row.Key);
            table.HasIndex(row => row.At);
        });
        modelBuilder.Entity<ChannelRow>(table => table.ToTable("channels").HasKey(row => row.Name));
        modelBuilder.Entity<SilenceRow>(table =>
        {
            table.ToTable("silences").HasKey(row => row.Id);
            table.HasIndex(row => row.To);
        });
        modelBuilder.Entity<RoutingTrailRow>(table =>
        {
            table.ToTable("routing_trails").HasKey(row => row.Incident);
            table.HasIndex(row => row.Open);
        });
        modelBuilder.Entity<OutboxRow>(table =>
        {
            table.ToTable("outbox").HasKey(row => row.Id);
            table.HasIndex(row => row.Key).IsUnique();
            table.HasIndex(row => new { row.State, row.NextAttempt });
        });

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
