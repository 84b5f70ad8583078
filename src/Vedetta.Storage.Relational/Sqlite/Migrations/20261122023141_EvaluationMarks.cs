using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Vedetta.Storage.Relational.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class EvaluationMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "evaluation_marks",
                columns: table => new
                {
                    model = table.Column<string>(type: "TEXT", nullable: false),
                    document = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_evaluation_marks", x => x.model);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "evaluation_marks");
        }
    }
}
