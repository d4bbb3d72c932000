/** A page that holds one thing only. */
import type { ReactNode } from "react";
import "./card.css";
import { Brand } from "./brand";

export function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="card">
      <title>{`${title} · Leadline`}</title>
      <Brand />
      <section className="card-body" aria-labelledby="card-title">
        <h1 id="card-title">{title}</h1>
        {children}
      </section>
    </main>
  );
}
