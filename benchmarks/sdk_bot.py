"""A bot in the shape of line-bot-sdk's own example (its README and examples/flask-echo): signature
checked, an echo sent from within the webhook. It remembers nothing.

A client of the API for each event, as there; LINE's address and the secrets from the environment.
"""

import os

from flask import Flask, abort, request
from linebot.v3 import WebhookHandler
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    ReplyMessageRequest,
    TextMessage,
)
from linebot.v3.webhooks import MessageEvent, TextMessageContent


def create_app() -> Flask:
    app = Flask("sdk_bot")
    configuration = Configuration(
        access_token=os.environ["LINE_CHANNEL_ACCESS_TOKEN"], host=os.environ["LINE_API_BASE"]
    )
    handler = WebhookHandler(os.environ["LINE_CHANNEL_SECRET"])

    @app.post("/callback")
    def callback() -> str:
        signature = request.headers["X-Line-Signature"]
        body = request.get_data(as_text=True)
        try:
            handler.handle(body, signature)
        except InvalidSignatureError:
            abort(400)
        return "OK"

    @handler.add(MessageEvent, message=TextMessageContent)  # type: ignore[untyped-decorator]
    def echo(event: MessageEvent) -> None:
        with ApiClient(configuration) as client:
            MessagingApi(client).reply_message_with_http_info(
                ReplyMessageRequest(
                    reply_token=event.reply_token,
                    messages=[TextMessage(text=event.message.text)],
                )
            )

    return app
