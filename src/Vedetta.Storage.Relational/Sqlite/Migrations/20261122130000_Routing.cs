using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Vedetta.Storage.Relational.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Routing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "routing_trails",
                columns: table => new
                {
                    incident = table.Column<string>(type: "TEXT", nullable: false),
                    open = table.Column<long>(type: "INTEGER", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_routing_trails", x => x.incident);
                });

            migrationBuilder.CreateIndex(
                name: "IX_routing_trails_open",
                table: "routing_trails",
                column: "open");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "routing_trails");
        }
    }
}
