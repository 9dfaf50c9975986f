namespace BotGateway.Tests.Envelope;

/// <summary>
/// Figures of others, so that our sealing and opening do not merely agree with each other.
/// Official: the worked examples of the page 消息推送 on developers.weixin.qq.com, the general one (JSON inside) and the one of
/// the open platform (XML inside). The others are from the tests of wechatpy (tests/test_crypto.py) and go-workwx
/// (internal/lowlevel/encryptor and envelope, mod_test.go).
/// </summary>
internal static class KnownAnswers
{
    public static class Official
    {
        public const string Token = "AAAAA";
        public const string Key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

        public const string UrlTimestamp = "1714036504";
        public const string UrlNonce = "1514711492";
        public const string UrlEcho = "4375120948345356249";
        public const string UrlSignature = "f464b24fc39322e44b38aa78f5edd27bd1441696";

        public const string PlainTimestamp = "1714037059";
        public const string PlainNonce = "486452656";
        public const string PlainSignature = "899cf89e464efb63f54ddac96b0a0a235f53aa78";

        public const string AppId = "wxba5fad812f8e6fb9";
        public const string SafeTimestamp = "1714112445";
        public const string SafeNonce = "415670741";
        public const string SafeSignature = "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3";

        // 205 bytes of content and 19 of padding: more than AES's own block.
        public const string SafeEncrypt =
            "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";

        public const string SafeMessage =
            """{"ToUserName":"gh_97417a04a28d","FromUserName":"o9AgO5Kd5ggOC-bXrbNODIiE3bGY","CreateTime":1714112445,"MsgType":"event","Event":"debug_demo","debug_str":"hello world"}""";

        public const string ReplyRandom = "707722b803182950";
        public const string ReplyMessage = """{"demo_resp":"good luck"}""";
        public const string ReplyEncrypt = "ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==";
        public const long ReplyTimestamp = 1713424427;
        public const string ReplySignature = "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1";
    }

    public static class OfficialXml
    {
        public const string AppId = "wx134c8103faa5a59e";
        public const string Timestamp = "1715943329";
        public const string Nonce = "1590219412";
        public const string MsgSignature = "6c12a4205838198b8fa631b3220723bb07f1015c";

        public const string Body =
            """
            <xml>
                <ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName>
                <Encrypt><![CDATA[D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg==]]></Encrypt>
            </xml>
            """;

        public const string Sender = "o9AgO5Kd5ggOC-bXrbNODIiE3bGY";

        public const string ReplyRandom = "999951349e8ee746";
        public const string ReplyMessage = "<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>";
        public const string ReplyEncrypt = "hE8R6mGXHkJJjU72KxzKUd1GEkKJaEZq7vRL8XgK3o+00k8JGq6+pZJUIlTSyhsX+bxIBQ72g3GyvDdIZcr6+3HAZbSvPT9t/o11MI7d6WELwqrGd7jMnV0zv3Zc9Nq7";
        public const long ReplyTimestamp = 1713424427;
        public const string ReplyNonce = "415670741";
        public const string ReplySignature = "03e0812039325c2712ef5f0f980fd14c70d6e307";
    }

    /// <summary>WeCom, from wechatpy.</summary>
    public static class Wechatpy
    {
        public const string Token = "123456";
        public const string Key = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
        public const string CorpId = "wx49f0ab532d5d035a";

        public const string EchoTimestamp = "1411443780";
        public const string EchoNonce = "437374425";
        public const string EchoSignature = "dd6b9c95b495b3f7e2901bfbc76c664930ffdb96";
        public const string EchoStr = "4ByGGj+sVCYcvGeQYhaKIk1o0pQRNbRjxybjTGblXrBaXlTXeOo1+bXFXDQQb1o6co6Yh9Bv41n7hOchLF6p+Q==";

        public const string ReplyRandom = "1234567890123456";
        public const string ReplyNonce = "461056294";
        public const long ReplyTimestamp = 1411525903;
        public const string ReplySignature = "407518b7649e86ef23978113f92d27afa9296533";

        public const string ReplyMessage =
            "<xml>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[test]]></Content>\n<FromUserName><![CDATA[wx49f0ab532d5d035a]]></FromUserName>\n<ToUserName><![CDATA[messense]]></ToUserName>\n<AgentID>1</AgentID>\n<CreateTime>1411525903</CreateTime>\n</xml>";

        public const string ReplyEncrypt =
            "9s4gMv99m88kKTh/H8IdkOiMg6bisoy3ypwy9H4hvSPe9nsGaqyw5hhSjdYbcrKk+j3nba4HMOTzHrluLBYqxgNcBqGsL8GqxlhZgURnAtObvesEl5nZ+uBE8bviY0LWke8Zy9V/QYKxNV2FqllNXcfmstttyIkMKCCmVbCFM2JTF5wY0nFhHZSjPUL2Q1qvSUCUld+/WIXrx0oyKQmpB6o8NRrrNrsDf03oxI1p9FxUgMnwKKZeOA/uu+2IEvEBtb7muXsVbwbgX05UPPJvFurDXafG0RQyPR+mf1nDnAtQmmNOuiR5MIkdQ39xn1vWwi1O5oazPoQJz0nTYjxxEE8kv3kFxtAGVRe3ypD3WeK2XeFYFMNMpatF9XiKzHo3";
    }

    /// <summary>WeCom, from go-workwx.</summary>
    public static class GoWorkwx
    {
        public const string CorpId = "ww6a112864f8022910";

        public const string EchoKey = "4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws";
        public const string EchoEncrypt = "6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w==";
        public const string EchoMessage = "94966531020182955848408";

        public const string Token = "kz7Yx62CH8SaLN";
        public const string Key = "cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP";
        public const string Timestamp = "1583995625";
        public const string Nonce = "1584392382";
        public const string MsgSignature = "f265ae551b1932727204c3d707628d01376a6940";

        public const string Body =
            "<xml><ToUserName><![CDATA[ww6a112864f8022910]]></ToUserName><Encrypt><![CDATA[EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5pIZucK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/nTwzrZX3SoGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4OgaH55Q0AJmUpdT8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBmaQ3F2Tq584xoPj5rIhXAF734ynm4no1g+SdHiNqR328=]]></Encrypt><AgentID><![CDATA[1000002]]></AgentID></xml>";
    }
}
