/** The firm's API keys: to make, to see in use, to revoke. */
import { useState } from "react";
import { sentence } from "../api/refusal";
import { AdminsOnly } from "../frame/admins-only";
import { Page } from "../frame/page";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { State } from "../ui/state";
import { ApiKeyTable } from "./api-key-table";
import { NewApiKey } from "./new-api-key";
import { NewSecret } from "./new-secret";
import { useApiKeys } from "./use-api-keys";

const TITLE = "API keys";

export function ApiKeysPage() {
  return (
    <AdminsOnly title={TITLE}>
      <ApiKeys />
    </AdminsOnly>
  );
}

function ApiKeys() {
  const { data: keys, error, refetch } = useApiKeys();
  const [creating, setCreating] = useState(false);
  const [secret, setSecret] = useState("");
  return (
    <Page
      title={TITLE}
      about="With a key, your signup forms and programs can add leads and send messages for your firm."
      actions={
        <Button
          onClick={() => {
            setCreating(true);
          }}
        >
          Create key
        </Button>
      }
    >
      {secret && (
        <NewSecret
          secret={secret}
          onDone={() => {
            setSecret("");
          }}
        />
      )}
      {keys && keys.length > 0 && <ApiKeyTable keys={keys} />}
      {keys?.length === 0 && (
        <State
          title="No API keys yet"
          text="Create one for each program, so you can revoke one without stopping the others."
        />
      )}
      {!keys && !error && <Skeleton label="Loading keys" rows={3} look="list" />}
      {!keys && error && (
        <State alert title="Your API keys couldn’t be loaded" text={sentence(error)}>
          <Button look="plain" onClick={() => void refetch()}>
            Try again
          </Button>
        </State>
      )}
      {creating && (
        <NewApiKey
          onClose={() => {
            setCreating(false);
          }}
          onCreated={(made) => {
            setSecret(made);
            setCreating(false);
          }}
        />
      )}
    </Page>
  );
}
