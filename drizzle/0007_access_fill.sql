-- What the new columns and tables say of what was there before.

INSERT INTO "site_settings" ("one") VALUES (true);
--> statement-breakpoint
UPDATE "tokens" SET "created_by" = "user_id";
--> statement-breakpoint
-- A service account is nobody's signature: no role of a reviewer may fall to it.
CREATE FUNCTION refuse_signing_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.user_id IS NOT NULL AND NEW.role NOT IN ('viewer', 'contributor')
    AND EXISTS (SELECT 1 FROM users u WHERE u.id = NEW.user_id AND u.kind = 'service') THEN
    RAISE EXCEPTION 'the role % is refused: a service account is a viewer or a contributor', NEW.role
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER members_service_never_signs BEFORE INSERT OR UPDATE ON "members"
  FOR EACH ROW EXECUTE FUNCTION refuse_signing_service();
--> statement-breakpoint
CREATE TRIGGER grants_service_never_signs BEFORE INSERT OR UPDATE ON "grants"
  FOR EACH ROW EXECUTE FUNCTION refuse_signing_service();
