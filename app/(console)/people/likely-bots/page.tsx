import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { listHref } from "@/components/ui/list-href";
import { NoSuchPage } from "@/components/ui/no-such-page";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { findMarkFacts } from "@/db/queries/marks";
import { listLikelyBots } from "@/db/queries/suggestions/likely-bots";
import { addresses } from "@/domain/addresses";
import { idFrom } from "@/domain/input/fields";
import { parseListing } from "@/domain/input/listings";
import { LikelyBotListing, MarkAddress } from "@/domain/input/marks";
import { pageSize } from "@/domain/listings";
import { cutAccounts } from "@/domain/marks";
import { disabledReason } from "@/domain/permissions";
import { requireStaff } from "@/server/session";
import { MarkDialog } from "../[userId]/marks/mark-dialog";
import { LikelyBotsTable } from "./likely-bots-table";
import { verdictTitle } from "./verdict-title";

export const metadata: Metadata = { title: "Likely bots" };

export default async function LikelyBotsPage({ searchParams }: PageProps<"/people/likely-bots">) {
  const { staff, read } = await requireStaff();
  const { mark, bot: said, ...address } = await searchParams;
  const { page } = parseListing(LikelyBotListing, address);
  const markedId = idFrom(mark);
  const { rows, total, marked } = await read(async (db) => ({
    ...(await listLikelyBots(db, page)),
    marked: markedId === undefined ? undefined : await findMarkFacts(db, markedId),
  }));

  const hrefFor = listHref(addresses.likelyBots, address);
  const reason = disabledReason(staff, "person.mark");
  const bot = MarkAddress.parse({ bot: said }).bot;
  const login = marked?.logins.find(({ id }) => id === markedId)?.name;

  return (
    <>
      <PageHeader
        back={{ href: addresses.people(), label: "People" }}
        title="Likely bots"
        description={`Logins that look like a program's and that nobody called a bot: no staff, no known list, no import. A name only suggests; staff decide.${reason ? ` Mark as bot, No bot: ${reason}` : ""}`}
      />
      <LikelyBotsTable
        rows={rows}
        hrefFor={(ownerId, bot) => hrefFor({ page: page > 1 ? page : undefined, mark: ownerId, bot })}
        disabledReason={reason}
        empty={
          total > 0 ? (
            <NoSuchPage firstHref={addresses.likelyBots()} />
          ) : (
            <EmptyState title="No login looks like a bot">
              Whatever an import brings that looks like one, and is not marked, is listed here.
            </EmptyState>
          )
        }
      />
      <Pagination page={page} pageSize={pageSize} total={total} noun={["login", "logins"]} hrefFor={hrefFor} />

      {marked && login !== undefined && bot !== undefined && bot !== "none" && (
        <MarkDialog
          key={`${markedId} ${bot}`}
          title={verdictTitle(bot, login)}
          facts={cutAccounts(marked)}
          preset={{ bot }}
          isSaid
          closeHref={hrefFor()}
          disabledReason={reason}
        />
      )}
    </>
  );
}
