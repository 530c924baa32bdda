package dev.rationale.it;

import static dev.rationale.it.HookClient.tree;
import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.Header;
import io.restassured.response.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Pattern;

/// Somebody who has signed in at Keycloak as people do: by its login page, a code and PKCE.
///
/// @param tokens what Keycloak answered
public record SignedIn(JsonNode tokens) {
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    /// At the client of the web pages.
    static SignedIn at(Keycloak keycloak, String user) {
        return at(keycloak, "rationale", "rationale-web", user);
    }

    static SignedIn at(Keycloak keycloak, String realm, String client, String user) {
        return at(keycloak.realm(realm), client, user);
    }

    /// At a realm by its address, whichever way that leads.
    static SignedIn at(String realm, String client, String user) {
        return at(realm, client, user, Keycloak.PASSWORD, Keycloak.PUBLIC_URL);
    }

    /// @param pages where the web pages are, to which Keycloak leads back
    static SignedIn at(String realm, String client, String user, String password, String pages) {
        var verifier = UUID.randomUUID() + "." + UUID.randomUUID();
        var page = authorize(realm, client, challenge(verifier), "S256", pages);
        var form = FORM.matcher(page.asString());
        if (!form.find()) {
            throw new IllegalStateException("no login page: " + page.statusCode() + " " + page.asString());
        }
        var answer = given().relaxedHTTPSValidation()
                .redirects()
                .follow(false)
                .cookies(page.cookies())
                .formParam("username", user)
                .formParam("password", password)
                .post(form.group(1).replace("&amp;", "&"));
        var code = CODE.matcher(String.valueOf(answer.header("Location")));
        if (!code.find()) {
            throw new IllegalStateException("no code: " + answer.statusCode() + " " + answer.asString());
        }
        return new SignedIn(tree(given().relaxedHTTPSValidation()
                .formParam("grant_type", "authorization_code")
                .formParam("client_id", client)
                .formParam("redirect_uri", pages + "/signed-in")
                .formParam("code", code.group(1))
                .formParam("code_verifier", verifier)
                .post(realm + "/protocol/openid-connect/token")));
    }

    static Response authorize(String realm, String client, String challenge, String method) {
        return authorize(realm, client, challenge, method, Keycloak.PUBLIC_URL);
    }

    static Response authorize(String realm, String client, String challenge, String method, String pages) {
        var request = given().relaxedHTTPSValidation()
                .redirects()
                .follow(false)
                .queryParam("response_type", "code")
                .queryParam("scope", "openid")
                .queryParam("client_id", client)
                .queryParam("redirect_uri", pages + "/signed-in")
                .queryParam("state", UUID.randomUUID().toString());
        if (challenge != null) {
            request.queryParam("code_challenge", challenge).queryParam("code_challenge_method", method);
        }
        return request.get(URI.create(realm + "/protocol/openid-connect/auth"));
    }

    static String challenge(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String accessToken() {
        return tokens.path("access_token").asText();
    }

    /// What the access token says.
    JsonNode claims() {
        return claims(accessToken());
    }

    static JsonNode claims(String token) {
        try {
            return HookClient.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (java.io.IOException notJson) {
            throw new java.io.UncheckedIOException(notJson);
        }
    }

    /// The header that goes with each request.
    static Header bearer(String token) {
        return new Header("Authorization", "Bearer " + token);
    }
}
